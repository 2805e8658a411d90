namespace Wayleave.Server.Configuration;

/// <summary>How the Host that an app sees is chosen.</summary>
public enum HostKind
{
    /// <summary>Kept, except towards known tunnels and platforms, which route by it.</summary>
    Auto,

    /// <summary>The one that the client sent.</summary>
    Keep,

    /// <summary>The destination's own.</summary>
    Upstream,

    /// <summary>A name given.</summary>
    Named,
}
