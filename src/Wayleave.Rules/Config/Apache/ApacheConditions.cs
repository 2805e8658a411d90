using System.Collections.Immutable;

namespace Wayleave.Rules.Config.Apache;

/// <summary>Which of the sections that depend on modules, names and versions hold.</summary>
internal static class ApacheConditions
{
    /// <summary>A level's directives, with those sections replaced by what stands in them where they hold or may hold.</summary>
    /// <param name="block">The level.</param>
    /// <param name="file">The file.</param>
    public static IEnumerable<ApacheDirective> Flatten(ImmutableArray<ApacheDirective> block, ApacheFile file) =>
        block.SelectMany(directive => directive.IsSection && Holds(directive, file) is { } holds ? (holds ? Flatten(directive.Block, file) : []) : [directive]);

    /// <summary>Whether a module may be there, named as <c>LoadModule</c> or as <c>IfModule</c> names it.</summary>
    public static bool MayHave(ApacheFile file, string module)
    {
        string name = module.StartsWith("mod_", StringComparison.Ordinal) && module.EndsWith(".c", StringComparison.Ordinal) ? module[4..^2] + "_module" : module;
        return file.Modules?.Contains(name) ?? true;
    }

    // Null where the section is none of these. What nobody can know holds, and its opposite does not: files are written for the good case.
    private static bool? Holds(ApacheDirective section, ApacheFile file)
    {
        string test = section.Argument;
        bool not = test.StartsWith('!');
        if (not) test = test[1..];
        if (section.Is("IfModule")) return MayHave(file, test) != not;
        if (section.Is("IfDefine")) return (file.Defined.ContainsKey(test) || !not) && !(not && file.Defined.ContainsKey(test));
        if (section.Is("IfVersion")) return Version(section, file) ?? true;
        if (section.Is("IfFile") || section.Is("IfDirective") || section.Is("IfSection")) return !not;
        return section.Is("Macro") ? true : null;
    }

    private static bool? Version(ApacheDirective section, ApacheFile file)
    {
        (string compare, string text) = section.Arguments.Length > 1 ? (section.Arguments[0].Text, section.Arguments[1].Text) : ("=", section.Argument);
        if (file.Version is not { } own || !System.Version.TryParse(text.Contains('.', StringComparison.Ordinal) ? text : text + ".0", out Version? wanted)) return null;
        int order = new Version(own.Major, own.Minor, Math.Max(own.Build, 0)).CompareTo(new Version(wanted.Major, wanted.Minor, Math.Max(wanted.Build, 0)));
        return compare switch { "=" or "==" => order == 0, ">" => order > 0, ">=" => order >= 0, "<" => order < 0, "<=" => order <= 0, "!=" => order != 0, _ => null };
    }
}
