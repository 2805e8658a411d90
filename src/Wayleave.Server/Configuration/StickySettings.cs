namespace Wayleave.Server.Configuration;

/// <summary>Stickiness by a cookie that names the destination, signed.</summary>
/// <param name="Cookie">The cookie's name. Default <c>wayleave_to</c>.</param>
/// <param name="MaxAge">How long a browser keeps it; null (default): until it is closed.</param>
public sealed record StickySettings(string Cookie = "wayleave_to", TimeSpan? MaxAge = null);
