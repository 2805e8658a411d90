namespace Wayleave.Server.Events.Hub;

/// <summary>Somebody who follows channels.</summary>
internal interface IFollower
{
    /// <summary>There is something new. Quick, without throwing, and good for any number of events.</summary>
    void Wake();
}
