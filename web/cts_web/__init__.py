"""The service: an HTTP API and server-rendered pages over one office, and the server that runs them."""
