using Wayleave.Client.Resuming;
using Wayleave.Client.Retrying;
using Wayleave.Protocol.Events;

namespace Wayleave.Client.Deciding;

// What each message means. All of a channel comes in its order: a head is never told before the events below it.
internal sealed partial class EventsMachine
{
    private static LineEnding TooManyChannels => new LineEnding.NotSpoken($"the server named more than {ChannelPositions.MaxChannels} channels");

    private LineEnding? TakeMessage(ServerMessage message, DateTimeOffset now, ICollection<StreamItem> output)
    {
        if (Transport == EventsTransport.LongPoll)
            Open(output);
        else if (!_isOpen)
            return TakeFirst(message, now, output);
        switch (message)
        {
            case ServerMessage.Subscribed subscribed: return TakeSubscribed(subscribed, output);
            case ServerMessage.Event each: return TakeEvent(each, now, output);
            case ServerMessage.CaughtUp caughtUp: return TakeCaughtUp(caughtUp, output);
            case ServerMessage.Gap gap: return TakeGap(gap, output);
            case ServerMessage.Heartbeat heartbeat: return TakeHeartbeat(heartbeat, output);
            case ServerMessage.Auth auth:
                RenewAt = now + RenewalRule.Wait(auth.ExpiresIn);
                break;
            case ServerMessage.Reconnect reconnect:
                _after = reconnect.After;
                break;
            case ServerMessage.Error error:
                output.Add(new ServerRefusal { Code = error.Code, Channel = error.Channel, MayRetry = error.MayRetry, Words = error.Words });
                break;
        }

        return null;
    }

    private LineEnding? TakeFirst(ServerMessage message, DateTimeOffset now, ICollection<StreamItem> output)
    {
        switch (message)
        {
            case ServerMessage.Hello hello:
                (_heartbeat, _backoff.Window) = (hello.HeartbeatAfter, hello.RetryWindow);
                RenewAt = now + RenewalRule.Wait(hello.TokenExpiresIn);
                Open(output);
                return null;
            case ServerMessage.Error error:
                return new LineEnding.Denied(error.Code, error.MayRetry, _retry);
            default:
                return new LineEnding.NotSpoken("the first frame is no hello: what answers there does not speak wayleave.v1");
        }
    }

    private LineEnding? TakeSubscribed(ServerMessage.Subscribed subscribed, ICollection<StreamItem> output)
    {
        if (!_places.HasRoomFor(subscribed.Channel))
            return TooManyChannels;
        Serve();
        var isPlace = _places.Subscribe(subscribed.Channel, subscribed.At, subscribed.State);
        output.Add(new ChannelSubscribed
        {
            Channel = subscribed.Channel,
            Head = subscribed.At.ToString(),
            IsResumed = subscribed.State != ResumeState.New,
            Missed = subscribed.Missed,
            Change = isPlace ? new PlaceChange(subscribed.Channel, subscribed.At) : null,
        });
        return null;
    }

    private LineEnding? TakeEvent(ServerMessage.Event each, DateTimeOffset now, ICollection<StreamItem> output)
    {
        if (!_places.HasRoomFor(each.Channel))
            return TooManyChannels;
        Serve();
        switch (_places.Take(each.Channel, each.Id, each.Skip))
        {
            case Match.OutOfStep:
                return new LineEnding.OutOfStep(each.Channel);
            case Match.Follows:
                _hasMoved = true;
                output.Add(new ChannelEvent
                {
                    Channel = each.Channel,
                    Id = each.Id?.ToString(),
                    Data = each.Data,
                    IsBinary = each.IsBinary,
                    Skipped = each.Skip,
                    ReceivedAt = now,
                    Change = each.Id is { } id ? new PlaceChange(each.Channel, id) : null,
                });
                break;
        }

        return null;
    }

    private LineEnding? TakeCaughtUp(ServerMessage.CaughtUp caughtUp, ICollection<StreamItem> output)
    {
        if (!_places.HasRoomFor(caughtUp.Channel))
            return TooManyChannels;
        var match = _places.Reach(caughtUp.Channel, caughtUp.At);
        if (match == Match.OutOfStep)
            return new LineEnding.OutOfStep(caughtUp.Channel);
        output.Add(new ChannelCaughtUp
        {
            Channel = caughtUp.Channel,
            At = caughtUp.At.ToString(),
            Change = match == Match.Follows ? new PlaceChange(caughtUp.Channel, caughtUp.At) : null,
        });
        return null;
    }

    private LineEnding? TakeGap(ServerMessage.Gap gap, ICollection<StreamItem> output)
    {
        if (!_places.HasRoomFor(gap.Channel))
            return TooManyChannels;
        Serve();
        _hasMoved = true;
        _places.MoveTo(gap.Channel, gap.To);
        output.Add(new ChannelGap
        {
            Channel = gap.Channel,
            Reason = gap.Reason,
            From = gap.From?.ToString(),
            To = gap.To.ToString(),
            Lost = gap.Lost,
            Change = new PlaceChange(gap.Channel, gap.To),
        });
        return null;
    }

    private LineEnding? TakeHeartbeat(ServerMessage.Heartbeat heartbeat, ICollection<StreamItem> output)
    {
        Serve();
        _backoff.Window = heartbeat.RetryWindow ?? _backoff.Window;
        if (heartbeat.IsDegraded != _isDegraded)
        {
            _isDegraded = heartbeat.IsDegraded;
            output.Add(Change(_isDegraded ? EventsClientState.Degraded : EventsClientState.Connected));
        }

        foreach (var (channel, head) in heartbeat.Heads)
        {
            if (!_places.HasRoomFor(channel))
                return TooManyChannels;
            switch (_places.Reach(channel, head))
            {
                case Match.OutOfStep:
                    // The end of the channel has not come, and nothing would show it before the next event.
                    return new LineEnding.OutOfStep(channel);
                case Match.Follows:
                    output.Add(new PlaceNote { Change = new PlaceChange(channel, head) });
                    break;
            }
        }

        return null;
    }
}
