namespace Wayleave.Protocol.Carry.Pages;

/// <summary>How far the search for a tag's place is.</summary>
public enum TagPlace
{
    /// <summary>More bytes are needed.</summary>
    Searching,

    /// <summary>The place is known.</summary>
    Found,

    /// <summary>There is none: the text passes as it is.</summary>
    None,
}
