extension LineChart {
    /// The chart as an SVG document of its own, for other people's pages: with its colours in itself, on a light ground, since it has no page's tokens.
    public var picture: HTML {
        let plot = LinePlot(chart: self, canvas: .wide)
        return #"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 736 \#(plot.height.place)" role="img" aria-labelledby="\#(words.id)-t \#(words.id)-d"><title id="\#(words.id)-t">\#(words.title)</title><desc id="\#(words.id)-d">\#(words.summary)</desc>
            <style>text{font:13px system-ui,"Noto Sans TC",sans-serif;fill:#4a4640}.c-label.is-strong{font-weight:700;fill:#1e1b16}.c-axis,.c-tick{stroke:#8d867a;fill:none}text.c-tick{stroke:none;fill:#4a4640}.c-grid{stroke:#ddd6c8;fill:none}.c-line{fill:none;stroke:#0f5a73;stroke-width:3;stroke-linejoin:round;stroke-linecap:round}.c-plan{fill:none;stroke:#4a4640;stroke-width:2;stroke-dasharray:5 4}.c-target{fill:none;stroke:#c8391f;stroke-width:1.5;stroke-dasharray:2 3}.c-band{fill:#d9e8ee;stroke:#7fa9ba}.c-dot{fill:#0f5a73;stroke:#fff;stroke-width:2}</style>
            <rect width="736" height="\#(plot.height.place)" fill="#fff"/>\#(plot.html)</svg>
            """#
    }
}
