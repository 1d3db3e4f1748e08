"""What an office does with the product: keeps rulebooks, takes manifests in, assesses them, answers why."""
