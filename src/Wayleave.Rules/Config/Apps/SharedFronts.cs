using System.Text.RegularExpressions;

namespace Wayleave.Rules.Config.Apps;

/// <summary>Names under which platforms, tunnels and balancers are reached, many customers behind the same addresses.</summary>
public static partial class SharedFronts
{
    // The text is a stranger's: what a pattern may go over again ends with a line or a word, and PatternLimit with time.
    private const RegexOptions Safe = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    // Each of these finds whom a request is for by Host, and by the name in the TLS handshake before that.
    private const string ByName =
        @"cloudfront\.net|awsapprunner\.com|execute-api\.[a-z0-9-]+\.amazonaws\.com|ngrok\.(io|app|dev)|ngrok-free\.(app|dev)|trycloudflare\.com|loca\.lt|serveo\.net|lhr\.life|pinggy\.(link|io)|herokuapp\.com|onrender\.com|railway\.app|run\.app|azurewebsites\.net|azurecontainerapps\.io|fly\.dev|streamlit\.app|vercel\.app|netlify\.app|pages\.dev|workers\.dev";

    [GeneratedRegex($@"\.({ByName})$", Safe, PatternLimit.Milliseconds)]
    private static partial Regex ByNamePattern { get; }

    [GeneratedRegex($@"\.({ByName}|elb\.([a-z0-9-]+\.)?amazonaws\.com|[a-z0-9-]+\.elb\.amazonaws\.com|cloudapp\.azure\.com|trafficmanager\.net)$", Safe, PatternLimit.Milliseconds)]
    private static partial Regex MovingPattern { get; }

    /// <summary>Whether a name's addresses change without notice.</summary>
    public static bool IsMoving(string name) => MovingPattern.IsMatch(name);

    /// <summary>Whether what is there tells its customers apart by the name that they are asked for.</summary>
    /// <remarks>The ends of API Gateway's custom domains begin with <c>d-</c>, and are asked for those domains.</remarks>
    public static bool KnowsByName(string name) => ByNamePattern.IsMatch(name) && !name.StartsWith("d-", StringComparison.OrdinalIgnoreCase);
}
