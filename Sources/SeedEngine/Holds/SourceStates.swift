import SeedModel

/// By target table what the source has of rows, as `Hold.Rejected.stored`: one for each change that `asksSource`, in their
/// order.
typealias SourceStates = [TableName: Spool]
