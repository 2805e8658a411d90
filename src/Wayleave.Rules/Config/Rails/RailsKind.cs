using System.Text.RegularExpressions;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Rails;

/// <summary>The settings of a Rails app: read as text, never run.</summary>
/// <seealso href="https://guides.rubyonrails.org/action_cable_overview.html#configuration">Action Cable's configuration</seealso>
internal sealed partial class RailsKind : IConfigKind
{
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    // The text is a stranger's: what a pattern may go over again ends with a line or a word, and PatternLimit with time.
    [GeneratedRegex(@"(^|/)(config/environments/[\w-]+|environments/[\w-]+|config/application|config/initializers/[\w/-]+|production|application)\.rb$", Options, PatternLimit.Milliseconds)]
    private static partial Regex NamesPattern { get; }

    [GeneratedRegex(@"\bRails\.application\b|\bconfig\.(action_cable|hosts|force_ssl|assume_ssl)\b|\bActionCable\.server\b", Options, PatternLimit.Milliseconds)]
    private static partial Regex SettingsPattern { get; }

    [GeneratedRegex(@"(^|/)cable\.ya?ml(\.\w+)?$", Options, PatternLimit.Milliseconds)]
    private static partial Regex CablePattern { get; }

    /// <inheritdoc/>
    public string Name => "rails";

    /// <inheritdoc/>
    public string Summary => "Rails: config/environments/production.rb, initializers, config/cable.yml";

    /// <inheritdoc/>
    public Fit Fits(SourceText source)
    {
        if (CablePattern.IsMatch(source.Name)) return source.Text.Contains("adapter", StringComparison.Ordinal) ? Fit.Name : Fit.Maybe;
        if (!source.Name.EndsWith(".rb", StringComparison.Ordinal)) return Fit.No;
        return SettingsPattern.IsMatch(source.Text) ? Fit.Content : NamesPattern.IsMatch(source.Name) ? Fit.Maybe : Fit.No;
    }

    // What ERB puts into cable.yml (`<%= ENV.fetch("REDIS_URL") %>`) is a text for YAML.
    /// <inheritdoc/>
    public ConfigFile Read(SourceText source, ReadContext context)
    {
        if (!CablePattern.IsMatch(source.Name)) return new RailsFile(source, RailsReader.Read(source), null);
        DataText read = YamlReader.Read(source);
        return new RailsFile(source, [], read.Roots.FirstOrDefault()) { Errors = source.Text.Contains("<%", StringComparison.Ordinal) ? [] : read.Errors };
    }
}
