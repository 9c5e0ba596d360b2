"""What someone who means harm might send, as bytes on the wire."""
