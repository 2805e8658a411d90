namespace Wayleave.Server.Configuration;

/// <summary>Which headers tell the app who called and how.</summary>
public enum ForwardedStyle
{
    /// <summary><c>X-Forwarded-For</c>, <c>-Proto</c>, <c>-Host</c>, <c>-Port</c> and <c>X-Real-IP</c>.</summary>
    XForwarded,

    /// <summary><c>Forwarded</c> alone (RFC 7239).</summary>
    Forwarded,

    /// <summary>Both.</summary>
    Both,

    /// <summary>Neither; those that came are taken away all the same.</summary>
    None,
}
