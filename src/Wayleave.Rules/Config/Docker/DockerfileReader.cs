using System.Collections.Immutable;
using Wayleave.Rules.Config.Commands;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Docker;

/// <summary>Reads a Dockerfile to its instructions, and those of its last stage to what a container starts.</summary>
/// <seealso href="https://docs.docker.com/reference/dockerfile/">Dockerfile reference</seealso>
internal static class DockerfileReader
{
    /// <summary>Reads a file. Never throws.</summary>
    /// <param name="source">The file.</param>
    public static DockerfileFile Read(SourceText source)
    {
        ImmutableArray<DockerfileInstruction> instructions = [.. Instructions(source)];
        int last = instructions.Select((instruction, i) => instruction.Name == "FROM" ? i : 0).LastOrDefault(i => i > 0);
        ImmutableArray<DockerfileInstruction> stage = instructions[last..];
        ImmutableDictionary<string, Setting<string>> environment = stage.Where(instruction => instruction.Name == "ENV").SelectMany(Variables)
            .Aggregate(ImmutableDictionary<string, Setting<string>>.Empty, (before, one) => before.SetItem(one.Key, one.Value));
        return new DockerfileFile(source, instructions, [.. Commands(stage).Select(command => command.In(environment))]);
    }

    private static IEnumerable<DockerfileInstruction> Instructions(SourceText source)
    {
        for (int line = 1; line <= source.LineCount; line++)
        {
            string text = source.Line(line);
            string trimmed = text.TrimStart();
            if (trimmed.Length == 0 || trimmed[0] == '#') continue;
            int start = source.Offset(line, text.Length - trimmed.Length + 1);
            int word = 0;
            while (word < trimmed.Length && char.IsAsciiLetter(trimmed[word])) word++;
            // A line goes on behind a backslash; comments and empty lines in between are left out.
            int end = source.Offset(line, text.TrimEnd().Length + 1);
            while (line < source.LineCount && Continues(source.Line(line)))
            {
                line++;
                while (line < source.LineCount && source.Line(line).TrimStart() is "" or ['#', ..]) line++;
                end = source.Offset(line, source.Line(line).TrimEnd().Length + 1);
            }

            end = Math.Max(end, start + word);
            int arguments = start + word;
            while (arguments < end && source.Text[arguments] is ' ' or '\t') arguments++;
            if (word > 0) yield return new DockerfileInstruction(new Span(source, start, end), trimmed[..word].ToUpperInvariant(), new Span(source, arguments, end));
        }
    }

    private static bool Continues(string line) => line.TrimEnd() is [.., '\\' or '`'];

    // The entry point takes the command as its arguments, where both are lists of words.
    private static IEnumerable<ServerCommand> Commands(ImmutableArray<DockerfileInstruction> stage)
    {
        DockerfileInstruction? entry = stage.LastOrDefault(instruction => instruction.Name == "ENTRYPOINT"), command = stage.LastOrDefault(instruction => instruction.Name == "CMD");
        ImmutableArray<CommandWord>? entryWords = Words(entry), commandWords = Words(command);
        if (entryWords is { } first && commandWords is { } more) return ServerCommands.FromWords([.. first, .. more]);
        return Of(entry, entryWords).Concat(Of(command, commandWords));
    }

    private static IEnumerable<ServerCommand> Of(DockerfileInstruction? instruction, ImmutableArray<CommandWord>? words) =>
        words is { } list ? ServerCommands.FromWords(list) : instruction is null ? [] : ServerCommands.FromShell(instruction.Arguments, linesEnd: false);

    // The list form is JSON; what is none is a shell's text.
    private static ImmutableArray<CommandWord>? Words(DockerfileInstruction? instruction)
    {
        if (instruction is null || instruction.Arguments.Text is not ['[', ..]) return null;
        string text = new string(' ', instruction.Arguments.Start) + instruction.Arguments.Text.Replace('\\', ' ');
        DataText json = JsonReader.Read(new SourceText(instruction.At.Source.Name, text));
        if (json.Roots is not [DataList list]) return null;
        return [.. list.Values.OfType<DataScalar>().Select(word => new CommandWord(new Span(instruction.At.Source, word.At.Start, word.At.End), word.Value))];
    }

    // `ENV A=1 B="two"`, or the old `ENV A one two`.
    private static IEnumerable<KeyValuePair<string, Setting<string>>> Variables(DockerfileInstruction instruction)
    {
        ImmutableArray<CommandWord> words = [.. ShellText.Commands(instruction.Arguments, linesEnd: false).SelectMany(command => command)];
        if (words.Length == 0) return [];
        if (!words[0].Text.Contains('=', StringComparison.Ordinal))
            return words.Length < 2 ? [] : [KeyValuePair.Create(words[0].Text, new Setting<string>(string.Join(' ', words.Skip(1).Select(word => word.Text)), instruction.At))];
        return words.Select(word => word.Text.Split('=', 2) is [var name, var value] ? KeyValuePair.Create(name, new Setting<string>(value, word.At)) : default).Where(pair => pair.Key is not null);
    }
}
