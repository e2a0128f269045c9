-- A commune whose last day no table gives: `until` is then the latest that it may be.
ALTER TABLE territory_former ADD COLUMN or_before BIGINT NOT NULL DEFAULT 0;
