namespace Wayleave.Rules.Diagnosis.Hops.Apps;

/// <summary>Tornado: Streamlit, Jupyter, Bokeh.</summary>
internal static class Tornado
{
    /// <summary>Its signs.</summary>
    public static Product Product { get; } = new("tornado", HopKind.App)
    {
        Signs =
        [
            Sign.Server("TornadoServer/"),
            Sign.Body("Can \"Upgrade\" only to \"WebSocket\"."),
            Sign.Body("\"Connection\" must be \"Upgrade\"."),
        ],
        Writes =
        [
            Sign.Body("Can \"Upgrade\" only to \"WebSocket\"."),
            Sign.Body("\"Connection\" must be \"Upgrade\"."),
            Sign.Body("Cross origin websockets not allowed"),
            Sign.Body("<html><title>404: Not Found</title><body>404: Not Found</body></html>"),
            Sign.Body("<html><title>403: Forbidden</title>"),
            Sign.Server("TornadoServer/"),
        ],
    };
}
