namespace Wayleave.Server.Configuration;

/// <summary>What a channel promises to those who follow it.</summary>
public enum ChannelPolicy
{
    /// <summary>Every event, in order; what cannot be had any more is told.</summary>
    Log,

    /// <summary>The latest event of each key: whoever is behind gets no event that a later one of the same key has made old.</summary>
    Latest,

    /// <summary>What is published while they are there: no ids, no history, no word of what they miss.</summary>
    Ephemeral,
}
