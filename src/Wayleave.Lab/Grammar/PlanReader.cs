using System.Collections.Immutable;
using Wayleave.Lab.Catalogue;
using Wayleave.Protocol.Text;

namespace Wayleave.Lab.Grammar;

/// <summary>
/// Reads a chain. A comma begins the next hop; a colon begins the next word, but only where a letter follows and no
/// <c>//</c>, so that <c>redirect=https://app.example:8443/x:latency=1s</c> is two words.
/// </summary>
/// <param name="text">The chain as written.</param>
internal sealed class PlanReader(string text)
{
    private const string AllMark = "@all";

    private readonly ImmutableArray<GrammarError>.Builder _errors = ImmutableArray.CreateBuilder<GrammarError>();

    public ImmutableArray<GrammarError> Errors => _errors.ToImmutable();

    public ImmutableArray<HopPlan> Read()
    {
        var hops = ImmutableArray.CreateBuilder<HopPlan>();
        int start = 0;
        while (start <= text.Length)
        {
            int end = text.IndexOf(',', start);
            end = end < 0 ? text.Length : end;
            if (ReadHop(start, end) is { } hop)
                hops.Add(hop);
            start = end + 1;
        }

        return hops.ToImmutable();
    }

    private HopPlan? ReadHop(int start, int end)
    {
        int nameEnd = WordEnd(start, end);
        string name = text[start..nameEnd];
        var kind = LabCatalogue.StandIns.FirstOrDefault(k => k.Name == name);
        if (kind is null)
        {
            Unknown("hop", name, start, LabCatalogue.StandIns.Select(k => k.Name));
            return null;
        }

        var settings = ImmutableArray.CreateBuilder<ChosenSetting>();
        var faults = ImmutableArray.CreateBuilder<FaultPlan>();
        var seen = new HashSet<string>();
        for (int at = nameEnd + 1; at <= end; at = WordEnd(at, end) + 1)
            ReadWord(kind, at, WordEnd(at, end), seen, settings, faults);
        return new HopPlan(kind, settings.ToImmutable(), faults.ToImmutable());
    }

    private void ReadWord(
        StandInKind hop, int start, int end, HashSet<string> seen,
        ImmutableArray<ChosenSetting>.Builder settings, ImmutableArray<FaultPlan>.Builder faults)
    {
        string whole = text[start..end];
        bool all = whole.EndsWith(AllMark, StringComparison.Ordinal);
        string marked = all ? whole[..^AllMark.Length] : whole;
        int equals = marked.IndexOf('=');
        string name = equals < 0 ? marked : marked[..equals];

        // A hop's own word goes first: it may give a fault's name a narrower meaning.
        var own = hop.Settings.FirstOrDefault(s => s.Name == name);
        var fault = own is null ? LabCatalogue.Faults.FirstOrDefault(f => f.Word.Name == name) : null;
        if ((own ?? fault?.Word) is not { } word)
        {
            Unknown("fault", name, start, hop.Settings.Select(s => s.Name).Concat(LabCatalogue.Faults.Select(f => f.Word.Name)));
            return;
        }

        if (!seen.Add(name) && !word.Repeatable)
            Fail(start, $"'{name}' at column {start + 1} is given twice for {hop.Name}");
        if (all && !word.Scoped)
            Fail(end - AllMark.Length, $"'{name}' takes no '@all' (column {end - AllMark.Length + 1}): it is not about single requests");
        if (ReadValue(word, equals < 0 ? null : marked[(equals + 1)..], start, equals) is not { } value)
            return;
        if (own is not null)
            settings.Add(new ChosenSetting(own, value));
        else
            faults.Add(new FaultPlan(fault!, value, all));
    }

    private SettingValue? ReadValue(SettingWord word, string? written, int start, int equals)
    {
        if (word.Shape == ValueShape.None)
        {
            if (written is not null)
                Fail(start + equals, $"'{word.Name}' takes no value (column {start + equals + 1})");
            return new SettingValue("");
        }

        // A default in words ("the same URL by https") is no value to be read: the fault knows what it means.
        if (written is null && word.Default is not null)
            return ValueReader.Read(word.Shape, word.Default, out var usual) is null ? usual : new SettingValue(word.Default);
        if (written is null)
        {
            Fail(start, $"'{word.Name}' at column {start + 1} needs a value: {word.Usage}");
            return null;
        }

        if (ValueReader.Read(word.Shape, written, out var value) is { } expected)
        {
            Fail(start + equals + 1, $"'{written}' at column {start + equals + 2} is no value for '{word.Name}': expected {expected}");
            return null;
        }

        return value;
    }

    private int WordEnd(int start, int end)
    {
        for (int i = start; i < end; i++)
            if (text[i] == ':' && (i + 1 == end || text[i + 1] is not ('/' or (>= '0' and <= '9'))))
                return i;

        return end;
    }

    private void Unknown(string what, string name, int start, IEnumerable<string> known)
    {
        if (name.Length == 0)
        {
            Fail(start, $"a {what} is missing at column {start + 1}");
            return;
        }

        string hint = NearestName.To(name, known) is { } near ? $"; did you mean '{near}'?" : "; `wayleave lab --list` names them all";
        Fail(start, $"unknown {what} '{name}' at column {start + 1}{hint}");
    }

    private void Fail(int offset, string message) => _errors.Add(new GrammarError(offset + 1, message));
}
