using System.Collections.Immutable;
using System.Net;
using Wayleave.Server.Destinations.Dialling;

namespace Wayleave.Server.Destinations.Naming;

/// <summary>What is known of a name: its addresses, or why there are none.</summary>
internal sealed class NameAnswer
{
    private IPAddress? _answeredLast;

    private NameAnswer(ImmutableArray<IPAddress> addresses, DialFailure? failure) => (Addresses, Failure) = (addresses, failure);

    /// <summary>The addresses, the families in turn; empty where there is a failure.</summary>
    public ImmutableArray<IPAddress> Addresses { get; }

    /// <summary>Why there are none; null if there are.</summary>
    public DialFailure? Failure { get; }

    /// <summary>An answer with addresses.</summary>
    /// <param name="addresses">At least one.</param>
    public static NameAnswer Of(params IEnumerable<IPAddress> addresses) => new(HappyEyeballs.Interleave(addresses), null);

    /// <summary>An answer without.</summary>
    /// <param name="kind">Whether there is none, or nobody knows.</param>
    /// <param name="words">The same for a log.</param>
    public static NameAnswer Failed(DialFailureKind kind, string words) => new([], new DialFailure(DialStage.Name, kind, words));

    /// <summary>The addresses in the order to dial them: the one that answered last goes first.</summary>
    /// <remarks>
    /// Else a machine whose IPv6 leads nowhere would pay the head start at each dial. It is forgotten with the answer, so that the
    /// families get a new chance at each time to live (RFC 8305 §4 allows such a memory, of at most ten minutes across networks).
    /// </remarks>
    public ImmutableArray<IPAddress> InOrder()
    {
        var first = Volatile.Read(ref _answeredLast);
        return first is null || first.Equals(Addresses[0]) || !Addresses.Contains(first) ? Addresses : Addresses.Remove(first).Insert(0, first);
    }

    /// <summary>Remembers the address that answered.</summary>
    /// <param name="address">The address; null if it is not known.</param>
    public void Answered(IPAddress? address) => Volatile.Write(ref _answeredLast, address);
}
