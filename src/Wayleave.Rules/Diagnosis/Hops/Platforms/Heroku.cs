namespace Wayleave.Rules.Diagnosis.Hops.Platforms;

/// <summary>Heroku's router (vegur).</summary>
internal static class Heroku
{
    /// <summary>Its signs.</summary>
    public static Product Product { get; } = new("heroku", HopKind.Platform)
    {
        Signs =
        [
            Sign.Via("vegur"),
            Sign.Server("Heroku"),
            Sign.Header("Heroku-Error-Code"),
        ],
        Writes =
        [
            Sign.Body("herokucdn.com/error-pages"),
            Sign.Body("www.herokucdn.com"),
            Sign.Server("Heroku"),
        ],
    };
}
