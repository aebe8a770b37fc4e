"""The rules, one SQL file each in sql/, and waivers."""
