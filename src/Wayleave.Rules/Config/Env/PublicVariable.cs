using Wayleave.Rules.Config.Compose;

namespace Wayleave.Rules.Config.Env;

/// <summary>A variable that a build puts into pages, where every visitor's browser takes it for an address.</summary>
/// <param name="File">The file.</param>
/// <param name="Line">The line.</param>
internal sealed record PublicVariable(EnvFile File, EnvLine Line)
{
    private static readonly string[] s_prefixes = ["VITE_", "NEXT_PUBLIC_", "REACT_APP_", "VUE_APP_", "NUXT_PUBLIC_", "PUBLIC_", "EXPO_PUBLIC_", "GATSBY_", "MIX_", "NG_APP_", "SNOWPACK_PUBLIC_"];

    /// <summary>The address; null if it is none, or its scheme is none of the web's.</summary>
    public Uri? Address => Uri.TryCreate(File.Value(Line.Name), UriKind.Absolute, out Uri? address) && address.Scheme is "ws" or "wss" or "http" or "https" ? address : null;

    /// <summary>Whether it is a socket's: its scheme or its name says so.</summary>
    public bool IsSockets => Address is { Scheme: "ws" or "wss" } || Line.Name.Split('_').Any(part => part is "WS" or "WSS" or "SOCKET" or "WEBSOCKET" or "SOCKETS");

    /// <summary>The variables of that sort in files that are not for developers.</summary>
    public static IEnumerable<PublicVariable> Of(IEnumerable<ConfigFile> files) =>
        from file in files.OfType<EnvFile>()
        where !file.IsForDevelopers
        from line in file.Lines
        where s_prefixes.Any(prefix => line.Name.StartsWith(prefix, StringComparison.Ordinal))
        select new PublicVariable(file, line);
}
