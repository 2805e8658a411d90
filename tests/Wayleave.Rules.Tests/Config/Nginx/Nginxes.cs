using System.Collections.Immutable;
using Wayleave.Rules.Config;
using Wayleave.Rules.Config.Nginx;
using Wayleave.Rules.Config.Nginx.Reading;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Tests.Config.Nginx;

/// <summary>Shorthand for reading nginx's files.</summary>
internal static class Nginxes
{
    public static NginxFile Read(string text, string name = "nginx.conf", IConfigFiles? files = null, params (string Name, string Value)[] values) => NginxParser.Read(
        new SourceText(name, text),
        new ReadContext { Files = files ?? NoFiles.Instance, Variables = values.Length == 0 ? null : values.ToImmutableDictionary(one => one.Name, one => one.Value) });

    /// <summary>A tree as a line of text: words by blanks, blocks in brackets.</summary>
    public static string Shape(IEnumerable<NginxDirective> directives) => string.Join(' ', directives.Select(directive =>
        string.Join(',', directive.Words.Select(word => word.Text)) + (directive.HasBlock ? $"[{Shape(directive.Block)}]" : "")));

    /// <summary>What was refused, with its line.</summary>
    public static IEnumerable<string> Complaints(NginxFile file) => file.Errors.Select(error => $"{error.At.Line}: {error.Message}");
}
