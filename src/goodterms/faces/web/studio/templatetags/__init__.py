"""What a studio's templates can say."""
