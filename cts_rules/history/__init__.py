"""What earlier consignments are remembered by, and how the store is asked about them."""
