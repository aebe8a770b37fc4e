"""What the commands of tenures print."""
