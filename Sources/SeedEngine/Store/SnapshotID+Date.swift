internal import SeedModel

extension SnapshotID {
    /// When it was taken; nil where the digits are no time, which seedd never writes.
    var date: UTCTime? {
        let digits = Array(time)
        func part(_ range: Range<Int>) -> String { String(digits[range]) }
        return UTCTime(
            "\(part(0..<4))-\(part(4..<6))-\(part(6..<8))T\(part(9..<11)):\(part(11..<13)):\(part(13..<15))Z")
    }
}
