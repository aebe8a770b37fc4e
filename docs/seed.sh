# The succession of the tutorial: sh docs/seed.sh REGISTRY DATABASE
set -e
registry="$1 --db $2"
$registry init
$registry organization add "General Staff of the Armed Forces of Ukraine"
$registry organization add "Ministry of Defence of Ukraine"
$registry role add "Chief of the General Staff" --organization "General Staff of the Armed Forces of Ukraine"
$registry role add "Inspector General" --organization "Ministry of Defence of Ukraine"

$registry appoint "Serhiy Shaptala" "Chief of the General Staff" --from 2021-07-28
$registry succeed "Chief of the General Staff" "Anatoliy Barhylevych" --on "February 2024"
$registry succeed "Chief of the General Staff" "Andriy Hnatov" --on "16 March 2025" --rank "Major General" \
  --outgoing-to "Inspector General" --source-title "Trump, Putin Set For March 18 Call On Prospects Of Cease-Fire In Ukraine War" \
  --publisher RFE/RL --published 2025-03-17 --quote "appointing Major General Andriy Hnatov as Ukraine's new chief of the General Staff"
