extension Duration {
    /// `12 s`, `3 min 20 s`, `1 h 5 min`: whole seconds, in no more than two units.
    package var brief: String {
        let seconds = Int(components.seconds)
        if seconds < 60 { return "\(seconds) s" }
        let (minutes, hours) = (seconds / 60, seconds / 3600)
        return hours == 0 ? "\(minutes) min \(seconds % 60) s" : "\(hours) h \(minutes % 60) min"
    }

    package var milliseconds: Int { Int(self / .milliseconds(1)) }
}
