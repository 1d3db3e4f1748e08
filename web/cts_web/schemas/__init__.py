"""What requests are made of: query parameters and JSON envelopes, one file a resource."""
