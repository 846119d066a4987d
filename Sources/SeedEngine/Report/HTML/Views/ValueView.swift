import SeedModel

/// One value of a column: NULL, an empty text, or a text with what is to be said of it.
struct ValueView {
    let isNull: Bool
    let isEmpty: Bool
    let spans: [SpanView]
    /// What can't be seen of the value, such as that it is nothing but blanks.
    let remark: String
    let hasRemark: Bool

    init(_ value: String?, _ side: WordDifference.Side = .same, _ writer: SpanWriter = SpanWriter()) {
        isNull = value == nil
        isEmpty = value?.isEmpty ?? false
        let isCut = (value?.utf8.count ?? 0) > writer.piece
        spans = value.map { writer.spans($0, side) } ?? []
        let isBlank = !isCut && !isEmpty && value?.allSatisfy(\.isWhitespace) ?? false
        remark =
            if let value, isBlank {
                "only \(value.unicodeScalars.count.counted("blank"))"
            } else if let value, isCut {
                "\(value.unicodeScalars.count.grouped) characters"
            } else {
                ""
            }
        hasRemark = !remark.isEmpty
    }

    init(spans: [SpanView]) {
        isNull = false
        isEmpty = false
        self.spans = spans
        remark = ""
        hasRemark = false
    }

    /// Where a column is drawn without it.
    static let none = ValueView(spans: [])
}
