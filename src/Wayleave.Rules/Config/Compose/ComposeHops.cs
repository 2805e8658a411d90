using System.Collections.Immutable;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Model;

namespace Wayleave.Rules.Config.Compose;

/// <summary>Which service of a compose file runs a hop that another file describes.</summary>
internal static class ComposeHops
{
    /// <summary>The service; null if none does, or nobody knows which of several.</summary>
    /// <param name="hop">The hop.</param>
    /// <param name="files">All files.</param>
    public static ComposeService? Service(Hop hop, ImmutableArray<ConfigFile> files)
    {
        ComposeService[] running = [.. files.OfType<ComposeFile>().SelectMany(file => file.Services).Where(service => service.Product == hop.Product)];
        if (running.Length < 2) return running.FirstOrDefault();
        ComposeService[] mounting = [.. running.Where(service => Mounts(service, hop.At.Source.Name))];
        return mounting is [var only] ? only : null;
    }

    // `./proxy/outer.conf:/etc/nginx/conf.d/default.conf:ro`, or the folder of the file.
    private static bool Mounts(ComposeService service, string file) =>
        (service.Node["volumes"]?.Items ?? []).Select(volume => volume is DataMap ? volume["source"]?.Text : volume.Text?.Split(':')[0]).OfType<string>().Select(Plain).Any(source => source.Length > 0 && Same(source, Plain(file)));

    private static bool Same(string source, string file) =>
        source == file || file.StartsWith(source + "/", StringComparison.Ordinal) || file.EndsWith("/" + source, StringComparison.Ordinal) || source.EndsWith("/" + file, StringComparison.Ordinal);

    private static string Plain(string path) => path.TrimEnd('/').Replace("./", "", StringComparison.Ordinal);
}
