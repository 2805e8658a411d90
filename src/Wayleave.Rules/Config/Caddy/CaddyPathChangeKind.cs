namespace Wayleave.Rules.Config.Caddy;

/// <summary>In which way a path is changed.</summary>
internal enum CaddyPathChangeKind
{
    /// <summary>It becomes another, which may have the old one in it.</summary>
    Set,

    /// <summary>A file that is there, or the last one named: <c>try_files</c>. What a socket asks for is no file.</summary>
    Fallback,

    /// <summary>It loses its beginning.</summary>
    StripPrefix,

    /// <summary>It loses its end.</summary>
    StripSuffix,

    /// <summary>A part of it becomes another; the value has both, one on a line.</summary>
    Replace,

    /// <summary>In a way that cannot be known.</summary>
    Unknown,
}
