namespace Wayleave.Rules.Config.Apache;

/// <summary>What rewrite rules make of a request.</summary>
internal enum ApacheRewriteEnd
{
    /// <summary>Nothing: it goes on as it came.</summary>
    Nothing,

    /// <summary>Another path, which <c>ProxyPass</c> then sees: <c>[PT]</c>.</summary>
    Passed,

    /// <summary>Another path that is a file's: <c>ProxyPass</c> does not see it.</summary>
    ToFile,

    /// <summary>It is passed on to a URL.</summary>
    Proxied,

    /// <summary>It is redirected.</summary>
    Redirected,

    /// <summary>It is refused.</summary>
    Answered,

    /// <summary>The files do not show it.</summary>
    Unknown,
}
