using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Zhiping.Accounts;
using Zhiping.Applicants;
using Zhiping.Applications;
using Zhiping.Attachments;
using Zhiping.Bodies;
using Zhiping.Data;
using Zhiping.Documents;
using Zhiping.Documents.Print;
using Zhiping.Notices;
using Zhiping.Policy.Forms;
using Zhiping.Policy.Notices;
using Zhiping.Policy.Quantities;
using Zhiping.Publicity;
using Zhiping.Review.Case;

namespace Zhiping.Review.Print;

/// <summary>Fills the paper forms: the only place here where a number is opened, and each opening is recorded.</summary>
public sealed class PaperForms(AppDb db, NoticeStore notices, ApplicationDesk desk, PersonVault vault, IBlobStore blobs)
{
    private const string Blank = "年　　月　　日";

    public async Task<IPrintModel> Of(PrintJob job, DateTimeOffset now, CancellationToken cancel)
    {
        var source = await Read(job, cancel);
        source.Person.RecordClearView(new Act(job.RequestedBy, job.ForBody, now), "identity-number", job.Kind.ToString());
        return job.Kind switch
        {
            PrintKind.FormDraft or PrintKind.FormOfficial => await Form(source, job.Kind == PrintKind.FormDraft, now, cancel),
            PrintKind.UnitPublicity => Letters.UnitPublicity(PublicityText(source)),
            PrintKind.PublicityResult => PublicityResult(source),
            PrintKind.Recommendation => Letters.Recommendation(Recommendation(source, job)),
            PrintKind.Pledge => Letters.Pledge(source.Notice.Pledge.Text, PledgeNote(source.Notice.Pledge.Form)),
            PrintKind.EducationExemption => Exemption(source),
            PrintKind.DossierBag => Bag(source),
            PrintKind.Roster => await Roster(source, job, now, cancel),
            PrintKind.CommissionLetter => Letters.Commission(source.Person.Name, source.Unit.Name, source.SeriesAndSpecialty, source.Notice.TitleOf(source.Application.Series, source.Application.Specialty, source.Application.Level).Zh, (await db.Body(job.ForBody!.Value, cancel)).Name),
        };
    }

    private async Task<Source> Read(PrintJob job, CancellationToken cancel)
    {
        var application = await db.Applications().AsNoTracking().SingleAsync(a => a.Id == job.ApplicationId, cancel);
        var notice = (await notices.Get(application.RevisionId, cancel)).Notice;
        var submission = application.Submissions == 0 ? null : await db.LastSubmission(application.Id, cancel);

        // A draft that the applicant asks for shows what stands there now; everybody else sees what was submitted.
        var document = submission is null || (job is { Kind: PrintKind.FormDraft, ForBody: null } && application.IsEditable)
            ? await desk.Document(application.Id, job.RequestedAt, cancel)
            : ApplicationDocument.Parse(submission.Content);
        var unit = await db.Body(application.UnitId, cancel);
        return new Source(
            application, notice, submission, document, unit, await db.Body(unit.RegionId, cancel),
            await db.People().SingleAsync(p => p.Id == application.PersonId, cancel),
            await db.PersonalDetails().AsNoTracking().FirstOrDefaultAsync(d => d.Id == application.PersonId, cancel),
            (await db.PublicitiesOf(application.Id, cancel)).FindLast(p => p.StoppedAt is null));
    }

    private async Task<EvaluationFormModel> Form(Source source, bool draft, DateTimeOffset now, CancellationToken cancel)
    {
        var (application, notice, document) = (source.Application, source.Notice, source.Document);
        var title = source.PresentTitle;
        var appoints = application.Kind is ProgrammeKind.InitialDetermination or ProgrammeKind.Conferral;
        return new EvaluationFormModel
        {
            Title = appoints ? "初聘专业技术职务任职资格呈报表" : "专业技术职务任职资格评审表",
            IsDraft = draft,
            Portal = source.Region.Name + "职称评审",
            Stage = draft ? "" : "已接收材料",
            ReceiptNumber = source.Submission?.ReceiptNumber ?? "",
            CheckCode = source.Submission?.Sha256[..16].ToUpperInvariant() ?? "",
            MadeAt = Beijing.Full(now),
            Person = new PersonOnForm
            {
                Name = source.Person.Name,
                Sex = source.Details?.Sex ?? source.Basic("sex"),
                Born = source.Details is { } details ? $"{details.Born.Year}年{details.Born.Month}月" : source.Basic("birthMonth"),
                EthnicGroup = source.Details?.EthnicGroup ?? source.Basic("ethnicGroup"),
                PoliticalAffiliation = source.Details?.PoliticalAffiliation ?? source.Basic("politicalAffiliation"),
                IdentityNumber = vault.IdentityNumberOf(source.Person).Reveal(),
                WorkingSince = source.Basic("firstEmployment"),
                Portrait = await db.PortraitOf(blobs, application.Id, cancel),
            },
            Unit = source.Unit.Name,
            UnitKind = $"{Terms.Name(document.Unit.Kind).Zh}（{Terms.Name(document.Unit.Tier).Zh}）",
            PresentTitle = title?["title"] ?? "",
            PresentTitleObtained = source.Say("presentTitle", "obtained", title),
            PresentTitleAppointed = source.Say("presentTitle", "appointed", title),
            AppliedTitle = notice.TitleOf(application.Series, application.Specialty, application.Level).Zh,
            Level = Terms.Name(application.Level).Zh,
            SeriesAndSpecialty = source.SeriesAndSpecialty,
            Channel = Terms.Name(application.Channel).Zh,
            Kind = Terms.Name(application.Kind).Zh,
            YearsInSpecialty = source.YearsInSpecialty(),
            Sections = [.. notice.Form.Sections.Where(s => s.Kind is not (SectionKind.Basics or SectionKind.Pledge) && s.Fields.Count > 0 && s.IsAsked(document)).Select(s => Section(s, document))],
            Pledge = notice.Pledge.Text,
            NotNames = [.. NameQuestion.Of(notice.Form, document, [source.Person.Name], [source.Unit.Name]).Where(q => q.IsAnswered).Select(q => q.Printed)],
            Opinions =
            [
                new OpinionBox("用人单位意见", notice.UnitPublicity.Opinion), new OpinionBox(appoints ? "呈报单位意见" : "推荐单位意见"),
                new OpinionBox("主管部门意见", Small: true),
                // Who decides what is not judged by a committee is the notice's to say. (B6)
                new OpinionBox(appoints ? $"{Terms.Name(notice.ProgrammeOf(application.Kind)?.DecidedBy ?? OfficeRole.CommitteeOffice).Zh}审批意见" : "评审委员会意见", Small: true),
            ],
        };
    }

    /// <summary>How the pledge is made, below its text. (D7)</summary>
    private static string PledgeNote(PledgeForm form) => form switch
    {
        PledgeForm.HandSigned => "须手写签名。",
        PledgeForm.HandSignedAndFingerprint => "签名必须手写，并按指纹。",
        PledgeForm.WholeTextByHand => "承诺全文须本人手写，签字并按手印；本页供照抄。",
        PledgeForm.TypedInAchievements => "承诺语须填写在“任现职后主要专业技术工作业绩登记（或个人总结）”栏的最后；本页供照录。",
    };

    private EducationExemptionModel Exemption(Source source)
    {
        var education = source.Entries("education").OrderBy(e => e["graduated"], StringComparer.Ordinal).LastOrDefault();
        var years = source.Entries("continuingEducation").Where(e => e["subject"] is "exemption").ToList();
        return new EducationExemptionModel
        {
            Name = source.Person.Name,
            Sex = source.Details?.Sex ?? source.Basic("sex"),
            Born = source.Details is { } details ? $"{details.Born.Year}年{details.Born.Month}月" : source.Basic("birthMonth"),
            IdentityNumber = vault.IdentityNumberOf(source.Person).Reveal(),
            Education = source.Say("education", "level", education),
            Degree = source.Say("education", "degree", education),
            Graduated = string.Join(" ", new[] { source.Say("education", "graduated", education), source.Say("education", "school", education), source.Say("education", "major", education) }.Where(x => x.Length > 0)),
            Unit = source.Unit.Name,
            WorkingSince = source.Basic("firstEmployment"),
            PresentTitle = source.PresentTitle?["title"] ?? "",
            AppliedTitle = source.Notice.TitleOf(source.Application.Series, source.Application.Specialty, source.Application.Level).Zh,
            Reason = string.Join("；", years.Select(y => $"{y["year"]}年{source.Say("continuingEducation", "form", y)}")),
        };
    }

    private static DossierBagModel Bag(Source source) => new()
    {
        Title = source.Notice.Clauses.GetValueOrDefault("附5") is { } named && named.Contains("材料袋", StringComparison.Ordinal)
            ? named.TrimEnd('。') : $"{source.SeriesName}专业技术职务任职资格评审材料袋",
        Specialty = source.SpecialtyName,
        Prefecture = source.Region.Name,
        County = source.Notice.Counties.FirstOrDefault(c => c.Id == source.Unit.County)?.Name.Zh ?? "",
        Unit = source.Unit.Name,
        Name = source.Person.Name,
        Sex = source.Details?.Sex ?? source.Basic("sex"),
        EthnicGroup = source.Details?.EthnicGroup ?? source.Basic("ethnicGroup"),
        Born = source.Details is { } details ? $"{details.Born.Year}年{details.Born.Month}月" : source.Basic("birthMonth"),
        HighestEducation = source.Say("education", "level", source.Entries("education").OrderBy(e => e["graduated"], StringComparer.Ordinal).LastOrDefault()),
        YearsInSpecialty = source.YearsInSpecialty(),
        PresentTitle = source.PresentTitle?["title"] ?? "",
        AppliedTitle = source.Notice.TitleOf(source.Application.Series, source.Application.Specialty, source.Application.Level).Zh,
        Telephone = source.Unit.ContactPhone ?? "",
        Materials = [.. source.Notice.Paper.Items.Select(i => (i.Name.Zh, i.Copies.ToString(CultureInfo.InvariantCulture)))],
    };

    /// <summary>Everybody of the unit who has submitted under the same notice, in the order of submission; each opened number is recorded. (K7)</summary>
    private async Task<ListModel> Roster(Source source, PrintJob job, DateTimeOffset now, CancellationToken cancel)
    {
        var all = await db.Applications().AsNoTracking()
            .Where(a => a.UnitId == source.Application.UnitId && a.NoticeId == source.Application.NoticeId && a.Submissions > 0 && a.State != ApplicationState.Withdrawn)
            .OrderBy(a => a.CreatedAt).ToListAsync(cancel);
        var rows = new List<RosterRow>();
        foreach (var application in all)
        {
            var person = await db.People().SingleAsync(p => p.Id == application.PersonId, cancel);
            if (person.Id != source.Person.Id)
            {
                person.RecordClearView(new Act(job.RequestedBy, job.ForBody, now), "identity-number", job.Kind.ToString());
            }

            var own = source with
            {
                Application = application, Person = person, Document = ApplicationDocument.Parse((await db.LastSubmission(application.Id, cancel)).Content),
                Details = await db.PersonalDetails().AsNoTracking().FirstOrDefaultAsync(d => d.Id == application.PersonId, cancel),
            };
            rows.Add(new RosterRow
            {
                Name = person.Name,
                Sex = own.Details?.Sex ?? own.Basic("sex"),
                EthnicGroup = own.Details?.EthnicGroup ?? own.Basic("ethnicGroup"),
                PoliticalAffiliation = own.Details?.PoliticalAffiliation ?? own.Basic("politicalAffiliation"),
                IdentityNumber = vault.IdentityNumberOf(person).Reveal(),
                PresentTitle = own.PresentTitle?["title"] ?? "",
                PresentTitleSince = own.Say("presentTitle", "obtained", own.PresentTitle),
                AppliedTitle = own.Notice.TitleOf(application.Series, application.Specialty, application.Level).Zh,
                Unit = own.Unit.Name,
            });
        }

        return ListModel.Roster(source.Notice.Year.Value, source.SeriesName, source.Unit.Name, rows);
    }

    private static PrintSection Section(SectionDefinition section, ApplicationDocument document)
    {
        var content = document.Sections.GetValueOrDefault(section.Id) ?? SectionContent.Empty;
        return new PrintSection(section.Name.Zh,
        [
            .. content.Entries.Select(e => (IReadOnlyList<PrintField>)
            [
                .. section.Fields.Where(f => !f.PrintedOnly).Select(f => new PrintField(f.Name.Zh, e[f.Id] is { } value ? ShownContent.Say(f, value).Zh : "", f.Type == FieldType.LongText)),
            ]),
        ]);
    }

    private UnitPublicityText PublicityText(Source source)
    {
        var shown = source.Shown;
        return new UnitPublicityText
        {
            Name = source.Person.Name,
            Series = source.SeriesName,
            Specialty = source.SpecialtyName,
            Level = source.BandName,
            Basics = $"性别：{Or(source.Details?.Sex ?? source.Basic("sex"))}，族别：{Or(source.Details?.EthnicGroup ?? source.Basic("ethnicGroup"))}，"
                + $"政治面貌：{Or(source.Details?.PoliticalAffiliation ?? source.Basic("politicalAffiliation"))}，身份证号：{vault.IdentityNumberOf(source.Person).Reveal()}，"
                + $"现任专业技术职务任职资格：{Or(source.PresentTitle?["title"])}",
            Conduct = shown.Conduct,
            Achievements = shown.Achievements,
            From = Chinese(shown.From),
            Until = Chinese(shown.To),
            Office = shown.Office,
            Telephone = shown.Phone,
            Unit = source.Unit.Name,
            SignedOn = Blank,
        };
    }

    private static LetterModel PublicityResult(Source source)
    {
        var shown = source.Shown;
        return Letters.PublicityResult(
            source.Person.Name, source.SeriesAndSpecialty, source.BandName, Chinese(shown.From), Chinese(shown.To),
            shown.To.DayNumber - shown.From.DayNumber + 1, shown.Outcome != PublicityOutcome.NoObjection, source.Unit.Name, Blank);
    }

    private static RecommendationText Recommendation(Source source, PrintJob job) => new()
    {
        Name = source.Person.Name,
        Since = job.Since!,
        Politics = source.Shown.Conduct,
        Work = source.Shown.Achievements,
        Publicity = $"{Chinese(source.Shown.From)}至{Chinese(source.Shown.To)}在本单位公示，"
            + (source.Shown.Outcome == PublicityOutcome.NoObjection ? "公示无异议。" : "收到的异议经核查不成立。"),
        Summary = job.Summary!,
        SeriesAndSpecialty = source.SeriesAndSpecialty,
        Level = source.BandName,
        Unit = source.Unit.Name,
        SignedOn = Blank,
    };

    private static string Chinese(DateOnly day) => $"{day.Year}年{day.Month}月{day.Day}日";

    private static string Or(string? text) => string.IsNullOrWhiteSpace(text) ? "无" : text;

    /// <summary>Everything that the forms are filled from.</summary>
    private sealed record Source(
        Application Application, Notice Notice, Submission? Submission, ApplicationDocument Document, Body Unit, Body Region, Person Person, PersonalDetails? Details,
        Zhiping.Publicity.UnitPublicity? Publicity)
    {
        public Zhiping.Publicity.UnitPublicity Shown => Publicity ?? throw new InvalidOperationException("Nothing was shown.");

        public string SeriesName => Notice.FindSeries(Application.Series)?.Name.Zh ?? Application.Series;

        public string SpecialtyName => Notice.FindSpecialty(Application.Series, Application.Specialty)?.Name.Zh ?? Application.Specialty;

        public string SeriesAndSpecialty => SeriesName.StartsWith(SpecialtyName, StringComparison.Ordinal) ? SeriesName : $"{SeriesName} {SpecialtyName}";

        public string BandName => Terms.Name(Terms.BandOf(Application.Level)).Zh;

        public string Basic(string field) => Say("basics", field, Basics);

        public SectionEntry? Basics => Document.Sections.GetValueOrDefault("basics")?.Entries is [var basics, ..] ? basics : null;

        public IReadOnlyList<SectionEntry> Entries(string section) => Document.Sections.GetValueOrDefault(section)?.Entries ?? [];

        public SectionEntry? PresentTitle => Document.Sections.GetValueOrDefault("presentTitle")?.Entries is [.., var title] ? title : null;

        public string Say(string section, string field, SectionEntry? entry) =>
            entry?[field] is { } value && Notice.Form.Find(section)?.Field(field) is { } definition ? ShownContent.Say(definition, value).Zh : "";

        /// <summary>Full years and months in the specialty to the notice's cut-off day. (C8)</summary>
        public string YearsInSpecialty()
        {
            var since = Basics?["specialtySince"];
            if (!DateOnly.TryParseExact(since, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var from))
            {
                return "";
            }

            var day = Notice.SeniorityCutOff.Day;
            var months = ((day.Year - from.Year) * 12) + day.Month - from.Month + (day == new DateOnly(day.Year, day.Month, 1).AddMonths(1).AddDays(-1) ? 1 : 0);
            return $"{months / 12}年{months % 12}个月（截至{day.Year}年{day.Month}月{day.Day}日）";
        }
    }
}
