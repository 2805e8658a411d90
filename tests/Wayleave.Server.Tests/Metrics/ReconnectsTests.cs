using System.Net;
using Wayleave.Server.Metrics;
using Wayleave.TestKit;

namespace Wayleave.Server.Tests.Metrics;

public sealed class ReconnectsTests
{
    private static readonly IPAddress s_client = IPAddress.Parse("192.0.2.1");

    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void A_socket_that_opens_within_a_minute_after_one_has_ended_comes_back()
    {
        var reconnects = new Reconnects(_time);
        reconnects.Opened("/", s_client).ShouldBeFalse();
        reconnects.Ended("/", s_client);
        reconnects.Opened("/other", s_client).ShouldBeFalse();
        reconnects.Opened("/", IPAddress.Loopback).ShouldBeFalse();
        _time.Advance(TimeSpan.FromSeconds(60));
        reconnects.Opened("/", IPAddress.Parse("192.0.2.1")).ShouldBeTrue();
    }

    [Fact]
    public void After_a_minute_it_is_a_new_one()
    {
        var reconnects = new Reconnects(_time);
        reconnects.Ended("/", s_client);
        _time.Advance(TimeSpan.FromSeconds(60.001));
        reconnects.Opened("/", s_client).ShouldBeFalse();
    }

    [Fact]
    public void Each_that_has_ended_is_made_up_for_once()
    {
        var reconnects = new Reconnects(_time);
        reconnects.Ended("/", s_client);
        _time.Advance(TimeSpan.FromSeconds(50));
        reconnects.Ended("/", s_client);
        reconnects.Opened("/", s_client).ShouldBeTrue();
        _time.Advance(TimeSpan.FromSeconds(20));
        reconnects.Opened("/", s_client).ShouldBeTrue();
        reconnects.Opened("/", s_client).ShouldBeFalse();
    }

    [Fact]
    public void Ends_that_are_too_old_do_not_count_beside_one_that_is_not()
    {
        var reconnects = new Reconnects(_time);
        reconnects.Ended("/", s_client);
        _time.Advance(TimeSpan.FromSeconds(50));
        reconnects.Ended("/", s_client);
        _time.Advance(TimeSpan.FromSeconds(20));
        reconnects.Opened("/", s_client).ShouldBeTrue();
        reconnects.Opened("/", s_client).ShouldBeFalse();
    }

    [Fact]
    public void What_is_remembered_is_bounded()
    {
        var reconnects = new Reconnects(_time, capacity: 2);
        reconnects.Ended("/a", s_client);
        reconnects.Ended("/b", s_client);
        reconnects.Ended("/c", s_client);
        reconnects.Opened("/a", s_client).ShouldBeFalse();
        reconnects.Opened("/b", s_client).ShouldBeTrue();
        reconnects.Opened("/c", s_client).ShouldBeTrue();
    }
}
