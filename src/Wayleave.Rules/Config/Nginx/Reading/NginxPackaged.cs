using System.Collections.Frozen;

namespace Wayleave.Rules.Config.Nginx.Reading;

/// <summary>Files that packages of nginx and its companions bring, and that say nothing about how requests are passed on.</summary>
internal static class NginxPackaged
{
    private static readonly FrozenSet<string> s_harmless =
        new[] { "mime.types", "fastcgi_params", "fastcgi.conf", "uwsgi_params", "scgi_params", "koi-utf", "koi-win", "win-utf", "fastcgi-php.conf", "snakeoil.conf", "options-ssl-nginx.conf", "ssl-params.conf" }.ToFrozenSet();

    /// <summary>Whether it does not matter that a file is not there.</summary>
    /// <param name="path">The path as an include names it.</param>
    public static bool IsHarmless(string path) => s_harmless.Contains(path[(path.LastIndexOf('/') + 1)..]);
}
