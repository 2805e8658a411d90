using System.Globalization;

namespace Wayleave.Rules.Config;

/// <summary>A container image's name: what program it is, and of which version.</summary>
/// <param name="Product">The last part of the name: <c>nginx</c> of <c>docker.io/library/nginx:1.25-alpine</c>.</param>
/// <param name="Version">The version that its tag names; null if it names none.</param>
internal sealed record ImageTag(string Product, Version? Version)
{
    // Up to 1.29.6 and from 1.29.7 on nginx speaks another HTTP version to upstreams.
    private static readonly Version s_nginxBothWays = new(1, 29);

    /// <summary>Whether the tag has stood for releases that differ in what matters here: nginx's 1.29.</summary>
    public bool IsAmbiguous => Product == "nginx" && Version == s_nginxBothWays;

    /// <summary>Reads a name; one with variables in its tag has no version.</summary>
    public static ImageTag Of(string image)
    {
        string name = image.Split('@')[0];
        int colon = name.LastIndexOf(':');
        bool tagged = colon > name.LastIndexOf('/') && !name.Contains('$', StringComparison.Ordinal);
        string path = tagged ? name[..colon] : name.Split('$')[0].TrimEnd(':');
        return new ImageTag(path[(path.LastIndexOf('/') + 1)..], tagged ? Numbers(name[(colon + 1)..]) : null);
    }

    // `v2.11.1`, `1.25-alpine`: the numbers in front. One number alone names too many versions.
    private static Version? Numbers(string tag)
    {
        string digits = new([.. tag.TrimStart('v').TakeWhile(c => char.IsAsciiDigit(c) || c == '.')]);
        return digits.Contains('.', StringComparison.Ordinal) && Version.TryParse(digits.TrimEnd('.').ToString(CultureInfo.InvariantCulture), out Version? version) ? version : null;
    }
}
