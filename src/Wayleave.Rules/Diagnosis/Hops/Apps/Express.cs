namespace Wayleave.Rules.Diagnosis.Hops.Apps;

/// <summary>Node.js with Express or its like.</summary>
internal static class Express
{
    /// <summary>Its signs.</summary>
    public static Product Product { get; } = new("express", HopKind.App)
    {
        Signs =
        [
            Sign.Header("X-Powered-By", "Express"),
            Sign.Body("<pre>Cannot GET "),
        ],
        Writes =
        [
            Sign.Body("<pre>Cannot GET "),
            Sign.Body("\"message\":\"Route GET:"),
            Sign.Header("X-Powered-By", "Express"),
        ],
    };
}
