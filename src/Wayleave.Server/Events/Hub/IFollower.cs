namespace Wayleave.Server.Events.Hub;

/// <summary>Somebody who follows channels.</summary>
internal interface IFollower
{
    /// <summary>There is something new. Without throwing, and good for any number of events.</summary>
    /// <param name="isHere">Whether it may be seen to on this very thread, before this returns; else it is on another.</param>
    void Wake(bool isHere);
}
