import Postgres

extension SQL {
    /// A value as COPY prints it, which a cast to text does not for every type: `true` and `t`, `::1/128` and `::1`.
    ///
    /// A row of NULLs is no NULL, whatever IS NULL says of it.
    static func printed(_ value: SQL) -> SQL {
        "CASE WHEN pg_catalog.num_nulls(\(value)) = 0 THEN pg_catalog.format('%s', \(value)) END"
    }
}
