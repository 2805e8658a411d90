namespace Wayleave.Rules.Config.Caddy;

/// <summary>Whether a matcher takes a request.</summary>
internal enum CaddyVerdict
{
    /// <summary>It does not.</summary>
    No,

    /// <summary>It does.</summary>
    Yes,

    /// <summary>That depends on the host, which nobody told.</summary>
    ByHost,

    /// <summary>That cannot be known.</summary>
    Unknown,
}
