using PresenceOfMind.Client.Watching;

namespace PresenceOfMind.Client.Tests.Watching;

public sealed class ContactBookTests
{
    private readonly WatchedContacts _book = new();

    [Fact]
    public void A_contact_is_found_by_whatever_spelling_means_it()
    {
        var joe = _book.Add("Joe@Example.com");
        Assert.Null(_book.Add("sip:joe@example.com"));
        foreach (var spelled in new[] { "joe@example.com", "Joe@Example.com", "sip:JOE@example.com", "joe@example.com" })
        {
            Assert.Same(joe, _book.Find(spelled));
        }

        Assert.Null(_book.Find("joe@example.org"));
    }

    [Fact]
    public void Whoever_is_removed_is_found_by_no_spelling_any_more()
    {
        _book.Add("Joe@Example.com");
        _book.Find("sip:joe@example.com");
        Assert.NotNull(_book.Remove("JOE@EXAMPLE.COM"));
        Assert.Null(_book.Find("sip:joe@example.com"));
        Assert.Null(_book.Find("Joe@Example.com"));
        Assert.Empty(_book.Given);
    }
}
