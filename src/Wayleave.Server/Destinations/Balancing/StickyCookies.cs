using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Wayleave.Server.Destinations.Balancing;

/// <summary>The stickiness cookies of one cluster: which destination a value stands for, and which value is set.</summary>
internal sealed class StickyCookies
{
    private readonly ImmutableArray<string> _values;
    private readonly ImmutableArray<string> _set;

    /// <summary>Makes those of some members.</summary>
    /// <param name="name">The cookie's name.</param>
    /// <param name="maxAge">How long a browser keeps it; null: until it is closed.</param>
    /// <param name="members">The members; a cookie is told by their index.</param>
    /// <param name="signer">Makes the values.</param>
    public StickyCookies(string name, TimeSpan? maxAge, ImmutableArray<Member> members, StickySigner signer)
    {
        Name = name;
        _values = [.. members.Select(member => signer.Value(member.Destination.Key))];
        var age = maxAge is { } kept ? $"; Max-Age={(long)kept.TotalSeconds}" : "";
        _set = [.. _values.Select(value => $"{Name}={value}; Path=/{age}; HttpOnly; SameSite=Lax")];
    }

    /// <summary>The cookie's name.</summary>
    public string Name { get; }

    /// <summary>The member that a value stands for; -1 if it is forged, of another route or key, or of a destination that is gone.</summary>
    public int Find(string? value)
    {
        if (value is null)
            return -1;
        var found = -1;
        for (var i = 0; i < _values.Length; i++)
            // In constant time: a value is a signature, and must not be guessed letter by letter.
            if (CryptographicOperations.FixedTimeEquals(MemoryMarshal.AsBytes(_values[i].AsSpan()), MemoryMarshal.AsBytes(value.AsSpan())))
                found = i;
        return found;
    }

    /// <summary>The Set-Cookie field's value for a member.</summary>
    public string Set(int member, bool secure) => secure ? _set[member] + "; Secure" : _set[member];
}
