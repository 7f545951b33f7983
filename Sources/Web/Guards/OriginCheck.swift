internal import Kernel

/// A form may come from our own pages only. Browsers say where a request comes from in `Origin` or `Sec-Fetch-Site`; both are checked where sent,
/// and the form's token is needed besides.
enum OriginCheck {
    static func require(_ arrival: Arrival, address: String, isSecure: Bool) throws {
        if let site = arrival.headers["sec-fetch-site"], site != "same-origin" && site != "none" { throw Problem.forged }
        guard let origin = arrival.headers["origin"] else { return }
        // The host was checked against the list before; what is compared here is that both name the same one.
        let own = (isSecure ? "https://" : "http://") + arrival.host
        guard origin.lowercased() == own || origin.lowercased() == address.lowercased() else { throw Problem.forged }
    }
}
