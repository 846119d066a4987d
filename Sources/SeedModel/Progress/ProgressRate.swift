/// Rows a second of late, from what was seen at which time.
///
/// The time before the first row is not counted: a server that sorts for a minute says nothing of how fast rows come then.
struct ProgressRate {
    /// How far back it looks, and the least time between two points it remembers.
    private static let window = (length: Duration.seconds(15), step: Duration.milliseconds(250))

    private var points: [(time: Duration, rows: Int)] = []

    mutating func see(rows: Int, at now: Duration) {
        if let last = points.last, now - last.time < Self.window.step, points.count > 1 { return }
        points.append((now, rows))
        // The point before the window stays where it is the only other one: rows may come more slowly than that.
        while points.count > 2, now - points[0].time > Self.window.length { points.removeFirst() }
    }

    /// Falls while no row comes; nil before it can be told.
    func perSecond(rows: Int, at now: Duration) -> Double? {
        guard let first = points.first, now - first.time >= Self.window.step, rows > first.rows else { return nil }
        return Double(rows - first.rows) / ((now - first.time) / .seconds(1))
    }
}
