# The page that checks a receipt. Its readers are citizens, journalists and judges: it says what was
# proven and what was not, in words that need no knowledge of how. Names of events: desk.ftl.

## The page

verify-title = Check a receipt
verify-lead = Does an entry really stand in a public journal, unchanged? Find out here.
verify-offline = Everything happens on this computer. Nothing you open here is sent anywhere, and the page works with the network off.
verify-language = Language
verify-theme = Theme:
verify-theme-next = Change the theme
verify-theme-auto = Auto
verify-theme-light = Light
verify-theme-dark = Dark
verify-print = Print this result
verify-start-over = Check another receipt
verify-drop-here = Drop the file anywhere
verify-working = Checking…
verify-made-with = Checked with the page of Answerable, on { $when }, by the clock of this computer.

## What is given

verify-receipt = The receipt
verify-receipt-help = The file you were given. Its name ends in .tlog-proof.
verify-receipt-choose = Choose the receipt
verify-receipt-other = Choose another receipt
verify-policy = Whom you trust
verify-policy-help = A trust policy names the journal, its witnesses, and how many of them must have signed. Take it from somebody you trust, and not from whoever gave you the receipt.
verify-policy-choose = Choose the policy
verify-policy-other = Choose another policy
verify-policy-saved = the policy this page was saved with
verify-policy-saved-back = Use the policy this page was saved with
verify-policy-saved-note = It is worth as much as the place you saved this page from.
verify-or-drop = or drop the file anywhere on this page
verify-paste = Paste it as text
verify-paste-receipt = Text of the receipt
verify-paste-policy = Text of the policy
verify-paste-use = Use this text
verify-pasted = pasted text
verify-given = { $name }, { $bytes } bytes
verify-trust-logs = Journal
verify-trust-quorum = Enough is
verify-trust-nobody = nobody: this policy asks for no witnesses
verify-quorum-all = all of these { $of }
verify-quorum-any = any one of these { $of }
verify-quorum-some = at least { $needed } of these { $of }
verify-quorum-one = this one
verify-wanted-receipt = Now choose the receipt.
verify-wanted-policy = Now choose the policy: whose signatures count?

## The sign

verify-sign-proved = Proven
verify-sign-pending = Witnesses missing
verify-sign-refused = Not proven
verify-proved-said = This entry stood as number { $index } in the journal { $origin } when the journal had { $size } entries. It has not been changed since.
verify-pending-said = The journal { $origin } has signed that this entry is its number { $index } of { $size }, but fewer witnesses have cosigned than your policy asks for.
verify-pending-do = This is usual for a receipt that is only minutes old. Ask for the receipt of the same entry again later. Until enough witnesses have cosigned, whoever keeps the journal could still show other people a different one.
verify-refused-said = Do not rely on this receipt.
verify-numbers-from-zero = Entries are numbered from 0.

## What was proven

verify-proven = What was proven
verify-proven-entry = The entry shown here is, to the last letter, the one the journal holds as number { $index }.
verify-proven-log = The holder of the key of { $origin } signed the journal as it was with { $size } entries.
verify-proven-witness = { $called } ({ $name }) cosigned on { $when }: it had seen this journal only grow.
verify-proven-quorum = That is enough: your policy asks for { $quorum }.
verify-pending-quorum = That is not enough yet: your policy asks for { $quorum }.
verify-pending-nobody = No witness of your policy has cosigned.
verify-proven-no-quorum = Your policy asks for no witnesses, so only the journal's own signature counts.
verify-mark-yes = proven:
verify-mark-no = not proven:
verify-mark-missing = missing:
verify-mark-remark = remark:

verify-unproven = What this does not prove
verify-unproven-truth = That what is written is true. It was written, and was not changed afterwards.
verify-unproven-later = That nothing followed. A correction is a later entry, and this receipt does not see it.
verify-unproven-time = That the time in the entry is right: that is what the journal says. The witnesses say by when it was there at the latest.
verify-unproven-person = Who the people are. The entry names a seat, and a key belongs to whoever holds it.
verify-unproven-sealed = What a sealed field says. Only its fingerprint stands here; who holds the text can show that it fits.
verify-unproven-seen = That everybody is shown the same journal. Only witnesses can say that.

verify-remark-seq = The entry calls itself number { $seq }, but it stands at { $index }. Ask the journal's keeper why.
verify-remark-future = { $name } signed at a time that is still to come by the clock of this computer. One of the two clocks is wrong.
verify-remark-unchecked = { $name } signed with ML-DSA-44, which this page cannot check; it was not counted.
verify-remark-strangers = { $count ->
    [one] { $count } signature is by a key your policy does not know; it was passed over: { $names }
   *[other] { $count } signatures are by keys your policy does not know; they were passed over: { $names }
}
verify-remark-extensions = { $count ->
    [one] The checkpoint has { $count } further line, which is signed too and means nothing to this page.
   *[other] The checkpoint has { $count } further lines, which are signed too and mean nothing to this page.
}

## The entry

verify-entry = What the entry says
verify-entry-claimed = What the file claims (not proven)
verify-entry-when = Taken into the journal
verify-entry-agency = Agency
verify-entry-seat = Seat
verify-entry-number = Number
verify-entry-events = What happened
verify-entry-raw = The exact text
verify-entry-raw-help = These bytes are what was hashed and proven. Invisible characters are shown as their numbers.
verify-entry-foreign = This is not an entry of an Answerable journal. It is shown as it stands.
verify-entry-not-text = The entry is not text; its bytes are shown as hexadecimal digits.
verify-sealed = sealed: only a fingerprint stands here
verify-sealed-fingerprint = fingerprint { $hex }
verify-yes = yes
verify-no = no

verify-field-address = Address
verify-field-agency = Agency
verify-field-caller = Caller
verify-field-channel = How it came
verify-field-crew = Crew
verify-field-device_ms = By the device's clock
verify-field-happened_ms = Happened
verify-field-incident = Incident
verify-field-kind = Kind
verify-field-lat_e7 = Latitude, 1e-7 degrees
verify-field-lon_e7 = Longitude, 1e-7 degrees
verify-field-marks = Marks
verify-field-milestone = Milestone
verify-field-note = Note
verify-field-number = Number
verify-field-outcome = Outcome
verify-field-owner = Owner
verify-field-pack = Pack
verify-field-place = Place
verify-field-point = Point
verify-field-priority = Priority
verify-field-reason = Reason
verify-field-received = Received
verify-field-report = Report
verify-field-run = Run
verify-field-sent = Sent
verify-field-source = Source
verify-field-spoken_place = Place as spoken
verify-field-station = Station
verify-field-text = Text
verify-field-timezone = Time zone
verify-field-type = Type
verify-field-uncertainty_m = Uncertain by, metres
verify-field-unit = Unit
verify-field-words = What was said

## Step by step

verify-steps = Follow it step by step
verify-steps-help = For whoever wants to work it out again by other means. Hashes are SHA-256 in hexadecimal digits; ‖ puts bytes one after the other.
verify-step-file = The file
verify-step-leaf = From the entry to its leaf
verify-step-leaf-said = leaf = SHA-256(00 ‖ entry)
verify-step-path = { $count ->
    [0] The tree has one leaf, which is its root
    [one] { $count } step up the tree
   *[other] { $count } steps up the tree
}
verify-step-path-said = At each step: SHA-256(01 ‖ left ‖ right). What the file gives is marked; the other side is the line before.
verify-step-left = from the file, left
verify-step-right = from the file, right
verify-step-makes = makes
verify-step-root = The root that was reached is the root that was signed
verify-step-root-reached = reached
verify-step-root-signed = signed
verify-step-checkpoint = The checkpoint, signed by the journal
verify-step-checkpoint-said = Journal, number of entries, root in base64. The signature is over these lines.
verify-step-cosignatures = { $count ->
    [0] No cosignature that counts
    [one] { $count } cosignature
   *[other] { $count } cosignatures
}
verify-step-cosignature-said = { $called } signed the checkpoint above behind these two lines:
verify-step-policy = The policy that was used
verify-step-key = key
verify-step-hash = SHA-256 of the file
verify-step-took = Worked out in { $ms } ms.

## Why not

verify-error-line = The fault is in line { $about }.
verify-error-not-a-receipt = This is not a receipt
verify-error-not-a-receipt-meaning = The first line of a receipt is “c2sp.org/tlog-proof@v1”. Perhaps another file was chosen.
verify-error-receipt-too-long = This file is too long for a receipt
verify-error-receipt-too-long-meaning = Receipts are much shorter. Perhaps another file was chosen.
verify-error-not-text = This is not a receipt: it is not text
verify-error-not-text-meaning = Receipts are plain text. Perhaps another file was chosen, or this one was damaged on its way.
verify-error-line-ends = A program has changed the line ends
verify-error-line-ends-meaning = A mail or text program has rewritten this file for Windows. What it says may be fine, but what was signed is every single byte. Get the file again, as an attachment.
verify-error-receipt-shape = This receipt is damaged
verify-error-receipt-shape-meaning = It begins like a receipt and then does not go on like one. Get the file again.
verify-error-entry-missing = The entry is not in this file
verify-error-entry-missing-meaning = The receipt speaks of an entry without holding it, so there is nothing to show or to check. Ask for the receipt with the entry.
verify-error-entry-too-long = The entry is too long
verify-error-entry-too-long-meaning = No journal takes an entry of more than 65,535 bytes. The file was not made by one.
verify-error-index-outside = The number is outside the journal
verify-error-index-outside-meaning = The receipt claims a place that the journal did not have when it was signed. The file was changed or made up.
verify-error-path-length = The way to the root has the wrong length
verify-error-path-length-meaning = For this place in a journal of this size there is only one right number of hashes. The file was changed, cut or made up.
verify-error-root-differs = The entry does not belong to what was signed
verify-error-root-differs-meaning = From this entry one does not arrive at the signed root. The entry, its number or a hash was changed, even if by one letter only, or the receipt belongs to another entry.
verify-error-note-shape = The signatures cannot be read
verify-error-note-shape-meaning = The part with the checkpoint and its signatures is damaged or cut. Get the file again.
verify-error-note-too-long = There are too many signatures
verify-error-note-too-long-meaning = This page reads up to 100 signatures. The file was not made by an honest journal.
verify-error-checkpoint-shape = The checkpoint cannot be read
verify-error-checkpoint-shape-meaning = It should say whose journal it is, how many entries it has, and its root. The file is damaged or was made up.
verify-error-log-unknown = Your policy does not know this journal
verify-error-log-unknown-meaning = The receipt is from “{ $about }”, and your policy does not name it. That says nothing against the receipt: get a policy that names this journal, from somebody you trust.
verify-error-log-not-signed = The journal has not signed this with the key you trust
verify-error-log-not-signed-meaning = “{ $about }” is in your policy with another key. The receipt was made by somebody else under that name, or the journal has changed its key since your policy was written.
verify-error-log-signature = The journal's signature does not fit
verify-error-log-signature-meaning = What the file says “{ $about }” had signed is not what it signed. The checkpoint or the signature was changed.
verify-error-witness-signature = The signature of a witness does not fit
verify-error-witness-signature-meaning = The file holds a cosignature in the name of “{ $about }” that this witness did not make for this checkpoint. It was damaged or forged, so nothing in the file is to be relied on.
verify-error-policy-too-long = This file is too long for a policy
verify-error-policy-too-long-meaning = Perhaps another file was chosen.
verify-error-policy-not-text = The policy is not text
verify-error-policy-not-text-meaning = Policies are plain text in UTF-8. Perhaps another file was chosen.
verify-error-policy-characters = The policy holds characters it must not
verify-error-policy-characters-meaning = A program has put in control characters or the line ends of Windows. Get the file again, as an attachment.
verify-error-policy-shape = The policy cannot be read
verify-error-policy-shape-meaning = A line is neither a log, a witness, a group nor the quorum, or says too little or too much. Perhaps another file was chosen.
verify-error-policy-key = A key in the policy is not right
verify-error-policy-key-meaning = It is cut, changed, or too weak to be used. Get the policy again.
verify-error-policy-key-kind = A key in the policy is of the wrong kind
verify-error-policy-key-kind-meaning = Journals sign with Ed25519 keys, witnesses with keys for cosignatures. This page knows no others.
verify-error-policy-key-twice = A key stands twice in the policy
verify-error-policy-key-twice-meaning = One key would be counted as two, so this policy must not be used.
verify-error-policy-name-twice = A name stands twice in the policy
verify-error-policy-name-twice-meaning = One name would mean two things, so this policy must not be used.
verify-error-policy-name-unknown = The policy uses a name that nothing has
verify-error-policy-name-unknown-meaning = Witnesses and groups must stand above the line that names them.
verify-error-policy-member-twice = A witness or group is counted twice
verify-error-policy-member-twice-meaning = Each may be a member once only. This policy must not be used.
verify-error-policy-threshold = A group asks for an impossible number
verify-error-policy-threshold-meaning = It must be “any”, “all”, or a number between one and the number of its members.
verify-error-policy-quorum = The policy does not say once what is enough
verify-error-policy-quorum-meaning = There must be exactly one line that begins with “quorum”.
verify-error-policy-no-log = The policy names no journal
verify-error-policy-no-log-meaning = Without a line that begins with “log” nobody knows whose signature to ask for.
verify-error-policy-too-many = The policy is too large
verify-error-policy-too-many-meaning = This page reads up to 128 logs, witnesses and groups each.
verify-error-no-crypto = This browser does not let the page work out hashes here
verify-error-no-crypto-meaning = Browsers forbid it to pages that came over an unprotected connection. Save this page and open the saved file, or use the program: answerable verify RECEIPT --policy FILE.
