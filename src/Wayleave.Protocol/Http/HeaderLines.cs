using System.Collections;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace Wayleave.Protocol.Http;

/// <summary>The header lines of a head in their order: immutable, compared line by line, and creatable as <c>[new("Host", "a")]</c>.</summary>
[CollectionBuilder(typeof(HeaderLines), nameof(Create))]
public sealed class HeaderLines : IReadOnlyList<HeaderLine>, IEquatable<HeaderLines>
{
    private readonly ImmutableArray<HeaderLine> _lines;

    private HeaderLines(ImmutableArray<HeaderLine> lines) => _lines = lines;

    /// <summary>No lines.</summary>
    public static HeaderLines Empty { get; } = new([]);

    /// <inheritdoc/>
    public int Count => _lines.Length;

    /// <inheritdoc/>
    public HeaderLine this[int index] => _lines[index];

    /// <summary>Lines in the order given.</summary>
    /// <param name="lines">The lines.</param>
    public static HeaderLines Create(ReadOnlySpan<HeaderLine> lines) => lines.IsEmpty ? Empty : new([.. lines]);

    /// <summary>The value of the first line of that name, whatever its case; null if there is none.</summary>
    /// <param name="name">The header's name.</param>
    public string? First(string name)
    {
        foreach (var line in _lines)
            if (line.Is(name))
                return line.Value;

        return null;
    }

    /// <summary>The values of all lines of that name, in order.</summary>
    /// <param name="name">The header's name.</param>
    public IEnumerable<string> All(string name) => _lines.Where(line => line.Is(name)).Select(line => line.Value);

    /// <summary>True if there is a line of that name, whatever its case.</summary>
    /// <param name="name">The header's name.</param>
    public bool Contains(string name) => First(name) is not null;

    /// <summary>The members of a comma-separated header, over all its lines, without the empty ones (RFC 9110 §5.6.1).</summary>
    /// <param name="name">The header's name.</param>
    public IEnumerable<string> Tokens(string name) =>
        All(name).SelectMany(value => value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));

    /// <summary>True if a comma-separated header names that token on any of its lines, whatever its case.</summary>
    /// <param name="name">The header's name, such as <c>Connection</c>.</param>
    /// <param name="token">The token, such as <c>upgrade</c>.</param>
    public bool HasToken(string name, string token) =>
        Tokens(name).Any(candidate => candidate.Equals(token, StringComparison.OrdinalIgnoreCase));

    /// <summary>These lines and one more at the end.</summary>
    /// <param name="name">The header's name.</param>
    /// <param name="value">Its value.</param>
    public HeaderLines With(string name, string value) => new(_lines.Add(new HeaderLine(name, value)));

    /// <summary>These lines without those of that name.</summary>
    /// <param name="name">The header's name.</param>
    public HeaderLines Without(string name) => new(_lines.RemoveAll(line => line.Is(name)));

    /// <summary>These lines with exactly one of that name: in the place of the first that was there, else at the end.</summary>
    /// <param name="name">The header's name.</param>
    /// <param name="value">Its value.</param>
    public HeaderLines Set(string name, string value)
    {
        var rest = _lines.RemoveAll(line => line.Is(name));
        for (var i = 0; i < _lines.Length; i++)
            if (_lines[i].Is(name))
                return new(rest.Insert(i, new HeaderLine(name, value)));

        return new(rest.Add(new HeaderLine(name, value)));
    }

    /// <inheritdoc/>
    public bool Equals(HeaderLines? other) => other is not null && _lines.AsSpan().SequenceEqual(other._lines.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as HeaderLines);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (var line in _lines)
            hash.Add(line);
        return hash.ToHashCode();
    }

    /// <inheritdoc/>
    public override string ToString() => string.Join("; ", _lines.Select(line => $"{line.Name}: {line.Value}"));

    /// <inheritdoc/>
    public IEnumerator<HeaderLine> GetEnumerator() => ((IEnumerable<HeaderLine>)_lines).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
