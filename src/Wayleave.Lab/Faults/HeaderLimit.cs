using Wayleave.Lab.Catalogue;
using Wayleave.Lab.Engine;
using Wayleave.Lab.Grammar;

namespace Wayleave.Lab.Faults;

/// <summary>Refuses a request whose head is longer than the hop's buffer: only users with large cookies meet it.</summary>
internal sealed class HeaderLimit(long maxBytes) : Fault, IRequestFault
{
    /// <summary>What stands in the log, and tells a hop which page of its own to show.</summary>
    public const string NoteText = "the head is too long";

    public static FaultKind Kind { get; } = new(
        new SettingWord("header-limit", "Refuses any request whose head is longer than that, with 400 and the hop's own page.") { Shape = ValueShape.Size },
        plan => new HeaderLimit(plan.Value.Number));

    public Outcome? OnRequest(Exchange exchange)
    {
        if (exchange.HeadBytes <= maxBytes)
            return null;
        exchange.Note = NoteText;
        return exchange.Hop.Page(exchange, 400);
    }
}
