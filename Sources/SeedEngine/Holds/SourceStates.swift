import SeedModel

/// By target table what the source has of the rows that somebody edited, as `Hold.Rejected.stored`: one for each change of
/// provenance `other`, in their order.
typealias SourceStates = [TableName: Spool]
