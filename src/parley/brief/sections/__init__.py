"""The parts of a brief, one a file. Each has ORDER and `section(material)`; they are found."""
