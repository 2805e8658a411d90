namespace Wayleave.Rules.Lint.Identity;

/// <summary>Hosts as ASP.NET Core compares them with <c>AllowedHosts</c>.</summary>
/// <seealso href="https://learn.microsoft.com/en-us/aspnet/core/fundamentals/servers/kestrel/host-filtering">Host filtering</seealso>
internal static class AspNetAllowedHosts
{
    /// <summary>The entries of a value.</summary>
    public static string[] Entries(string value) => value.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Whether an entry lets a host in: itself, <c>*</c>, or <c>*.</c> and a domain for all below it.</summary>
    public static bool Covers(string entry, string host) =>
        entry is "*" or "[::]" or "0.0.0.0" || string.Equals(entry, host, StringComparison.OrdinalIgnoreCase) || (entry.StartsWith("*.", StringComparison.Ordinal) && host.EndsWith(entry[1..], StringComparison.OrdinalIgnoreCase));

    /// <summary>Why an entry can never match; null if it can.</summary>
    public static string? Fault(string entry) => entry switch
    {
        _ when entry.Contains("://", StringComparison.Ordinal) => "has a scheme",
        _ when entry.Contains(',', StringComparison.Ordinal) => "has a comma, where a semicolon goes between hosts",
        _ when entry.Contains('/', StringComparison.Ordinal) => "has a path",
        ['[', ..] => null,
        _ when entry.Contains(':', StringComparison.Ordinal) => "has a port",
        _ => null,
    };
}
